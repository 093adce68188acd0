(function () {
  "use strict";
  // Instants are seconds since 1970, so that the zone a telephone is set to does not matter.

  // What goes on at an instant and what begins next, as places in the list; what is cancelled is neither.
  function standing(items, now) {
    var running = [], next = [], soonest = Infinity, last = -Infinity;
    items.forEach(function (item, n) {
      if (item.cancelled) { return; }
      last = Math.max(last, item.end);
      if (item.start <= now && now < item.end) { running.push(n); }
      if (item.start > now && item.start < soonest) { soonest = item.start; next = []; }
      if (item.start === soonest) { next.push(n); }
    });
    return { running: running, next: next, over: last !== -Infinity && now >= last };
  }

  // "1500000000:60 1510000000:120": from when on a clock is how many minutes ahead of UTC.
  function civil(offsets, now) {
    var ahead = null;
    offsets.split(" ").forEach(function (pair) {
      var parts = pair.split(":");
      if (ahead === null || Number(parts[0]) <= now) { ahead = Number(parts[1]); }
    });
    var shown = new Date((now + ahead * 60) * 1000).toISOString();
    return { date: shown.slice(0, 10), clock: shown.slice(11, 16) };
  }

  // Whole minutes, rounded up: "in 1 min" until it begins.
  function spoken(seconds, words) {
    var all = Math.max(1, Math.ceil(seconds / 60)), h = Math.floor(all / 60), m = all % 60;
    return (h ? m ? words.hours : words.sharp : words.minutes).replace("{h}", h).replace("{m}", m);
  }

  var tools = { standing: standing, civil: civil, spoken: spoken };
  if (typeof document === "undefined") { return tools; }

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  var box = document.getElementById("moment");
  var nodes = all(".item"), words = all(".words[data-in]", box), clocks = all(".clock", box);
  var items = nodes.map(function (node) {
    return { start: Number(node.dataset.start), end: Number(node.dataset.end),
             cancelled: node.classList.contains("cancelled") };
  });

  // "in 20 min", in each language; the day where it is more than a day away.
  function distance(item, now) {
    var line = document.createElement("span");
    words.forEach(function (one) {
      var part = document.createElement("span"), data = one.dataset;
      part.lang = one.lang;
      part.textContent = data["in"].replace("{t}", spoken(item.start - now, data));
      line.appendChild(part);
    });
    line.className = "inline";
    return line;
  }

  function entry(n, now, running) {
    var node = nodes[n], item = items[n];
    var link = document.createElement("a"), what = node.querySelector(".title").cloneNode(true);
    var when = document.createElement("div"), time = node.querySelector(".time");
    link.href = "#" + node.id;
    what.className = "what title";
    when.className = "when";
    var end = time.querySelector("span");
    var hours = time.querySelector("b").textContent + (end ? "–" + end.textContent : "");
    when.textContent = hours + "\u2002";
    if (!running && item.start - now > 86400) {
      when.appendChild(node.parentNode.querySelector("h2 .said span").cloneNode(true));
    } else if (!running) {
      when.appendChild(distance(item, now));
    }
    link.appendChild(what);
    link.appendChild(when);
    return link;
  }

  function fill(name, found, now) {
    var part = box.querySelector('[data-part="' + name + '"]');
    all("a", part).forEach(function (old) { part.removeChild(old); });
    found.forEach(function (n) { part.appendChild(entry(n, now, name === "now")); });
    part.hidden = !found.length;
  }

  function show() {
    var now = Math.floor(Date.now() / 1000), at = standing(items, now);
    clocks.forEach(function (one) {
      one.querySelector("b").textContent = civil(one.dataset.offsets, now).clock;
    });
    fill("now", at.running, now);
    fill("next", at.next, now);
    box.querySelector(".over").hidden = !at.over;
    nodes.forEach(function (node, n) {
      node.classList.toggle("past", items[n].end <= now);
      node.classList.toggle("running", at.running.indexOf(n) >= 0);
    });
    var today = clocks.length ? civil(clocks[0].dataset.offsets, now).date : "";
    all("[data-date]").forEach(function (one) { one.classList.toggle("today", one.dataset.date === today); });
    box.hidden = !items.length;
  }

  show();
  setInterval(show, 15000);
  document.addEventListener("visibilitychange", show);
  return tools;
})();
