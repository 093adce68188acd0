// Reads calendars with two parsers nobody here wrote: node judges.cjs FOLDER_WITH_NODE_MODULES FILE…
// Prints {file: {parser: {uid: {start, end, summary, description, location, status, sequence, stamp, alarms}}}}. Moments are milliseconds
// UTC, after each parser's own zone arithmetic; whole days are their dates. Alarms are seconds before (-) or after the start.
"use strict";
const { createRequire } = require("node:module");
const fs = require("node:fs");
const [folder, ...files] = process.argv.slice(2);
const load = createRequire(folder + "/");
const ICAL = load("ical.js");
const nodeIcal = load("node-ical");

const plain = (value) => (value && typeof value === "object" ? value.val : value) || "";

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().getTime());
  return Object.fromEntries(
    calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return [event.uid, {
        start: moment(event.startDate), end: moment(event.endDate),
        summary: event.summary || "", description: event.description || "", location: event.location || "",
        status: component.getFirstPropertyValue("status") || "",
        sequence: Number(component.getFirstPropertyValue("sequence") || 0),
        stamp: moment(component.getFirstPropertyValue("dtstamp")),
        alarms: component.getAllSubcomponents("valarm").map((one) => one.getFirstPropertyValue("trigger").toSeconds() || 0),
      }];
    }),
  );
}

function byNodeIcal(text) {
  const moment = (date, event) => (event.datetype === "date" ? date.toISOString().slice(0, 10) : date.getTime());
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((item) => item.type === "VEVENT");
  return Object.fromEntries(
    events.map((event) => [event.uid, {
      start: moment(event.start, event), end: moment(event.end, event),
      summary: plain(event.summary), description: plain(event.description), location: plain(event.location),
      status: plain(event.status), sequence: Number(plain(event.sequence) || 0), stamp: event.dtstamp.getTime(),
      alarms: (event.alarms || []).map((one) => ICAL.Duration.fromString(plain(one.trigger)).toSeconds() || 0),
    }]),
  );
}

const read = (file) => {
  const text = fs.readFileSync(file, "utf8");
  return [file, { "ical.js": byIcalJs(text), "node-ical": byNodeIcal(text) }];
};
process.stdout.write(JSON.stringify(Object.fromEntries(files.map(read))));
