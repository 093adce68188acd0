"""Chinese."""

from tripplanner.planning.quickadd.vocabularies import Words

WORDS = Words(
    weekdays={
        f"{head}{tail}": number
        for head in ("星期", "礼拜", "周")
        for number, tails in enumerate(("一", "二", "三", "四", "五", "六", "日天"))
        for tail in tails
    },
    at=("在", "从", "于"),
    lasting=("历时", "时长", "共", "用时"),
    until=("到", "至"),
    up_to=("直到", "截至"),
    since=("从", "自"),
    next_week=("下个", "下"),
    after=("之后", "以后", "后"),
    before=("之前", "以前", "前"),
    clock={"正午": 720, "午夜": 0},
    late=("晚餐", "晚饭", "晚宴", "晚上"),
    relative={"今天": 0, "明天": 1, "后天": 2, "今日": 0, "明日": 1},
    counted=("第", "室", "组", "页", "号"),
    counts=("人", "位", "名", "公里", "号", "日", "月", "岁", "个", "天", "分钟", "小时", "楼", "页", "米"),
    lengths={"一个半小时": 90, "两个半小时": 150, "半个小时": 30, "半小时": 30,
             "一刻钟": 15, "三刻钟": 45, "半天": 240},
    types={
        "早餐": "meal", "早饭": "meal", "午餐": "meal", "午饭": "meal", "晚餐": "meal", "晚饭": "meal", "晚宴": "meal",
        "用餐": "meal", "野餐": "meal", "参观": "visit", "考察": "visit", "游览": "visit", "会议": "meeting",
        "座谈": "meeting", "会谈": "meeting", "会见": "meeting", "研讨": "meeting", "讲座": "meeting",
        "仪式": "ceremony", "签约": "ceremony", "招待会": "ceremony", "总结": "debrief", "复盘": "debrief",
        "自由活动": "free_time", "休息": "free_time",
        "午休": "free_time", "茶歇": "free_time", "交通": "transfer", "转场": "transfer",
        "乘车": "transfer",
        "抵达": "arrival", "到达": "arrival", "出发": "departure", "离开": "departure", "返程": "departure",
        "住宿": "lodging", "入住": "lodging", "酒店": "lodging",
    },
    vehicles=("大巴", "中巴", "汽车", "巴士", "火车", "高铁", "飞机", "航班", "船", "缆车", "出租车", "班车", "步行",
              "乘车", "坐车", "乘大巴", "坐大巴", "交通", "车"),
    way=("到", "至"),
    idle=frozenset({"参观", "考察", "公园", "国家公园", "自然保护区", "保护区", "中心", "酒店", "中国", "法国"}),
)  # fmt: skip
