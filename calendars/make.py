#!/usr/bin/env python3
"""Writes calendars/cn-YYYY.json: the State Council's days off and working weekends, one row per date.

Sources (both MIT): PyPI chinesecalendar 1.11.0, cross-checked day by day with npm chinese-days 1.5.7.
2027 has no notice yet: its file holds the 13 statutory days (全国年节及纪念日放假办法, 2024) and says provisional.

    python3 -m venv V && V/bin/pip install chinesecalendar==1.11.0
    npm pack chinese-days@1.5.7 && tar xf chinese-days-1.5.7.tgz
    V/bin/python calendars/make.py package/dist/chinese-days.json
"""
import datetime, json, pathlib, sys
from chinese_calendar import constants

NAMES = {"New Year's Day": "元旦", "Spring Festival": "春节", "Tomb-sweeping Day": "清明节", "Labour Day": "劳动节",
         "Dragon Boat Festival": "端午节", "Mid-autumn Festival": "中秋节", "National Day": "国庆节"}
STATUTORY_2027 = {"01-01": "元旦", "02-05": "除夕", "02-06": "春节", "02-07": "春节", "02-08": "春节", "04-05": "清明节",
                  "05-01": "劳动节", "05-02": "劳动节", "06-09": "端午节", "09-15": "中秋节",
                  "10-01": "国庆节", "10-02": "国庆节", "10-03": "国庆节"}
HERE = pathlib.Path(__file__).parent
OTHER = json.load(open(sys.argv[1]))


def works(day, holidays, workdays):
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def check(year, holidays, workdays):
    """Both sources must agree on every single day of the year."""
    off, on = ({datetime.date.fromisoformat(d) for d in OTHER[k]} for k in ("holidays", "workdays"))
    day = datetime.date(year, 1, 1)
    while day.year == year:
        assert works(day, holidays, workdays) == works(day, off, on), f"the sources differ on {day}"
        day += datetime.timedelta(days=1)


def write(name, year, provisional, source, rows):
    head = json.dumps({"year": year, "provisional": provisional, "source": source}, ensure_ascii=False)[:-1]
    body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=lambda r: r["date"]))
    (HERE / f"{name}.json").write_text(f'{head}, "days": [\n{body}\n]}}\n', encoding="utf-8")


def row(day, kind, name):
    return {"date": str(day), "kind": kind, "name": name}


for year in range(2019, 2027):
    holidays = {d: NAMES[n] for d, n in constants.holidays.items() if d.year == year}
    workdays = {d: NAMES[n] for d, n in constants.workdays.items() if d.year == year}
    # One source lists a few of a year's working weekends as ordinary weekdays; a row must say something.
    workdays = {d: n for d, n in workdays.items() if d.weekday() >= 5}
    check(year, holidays, workdays)
    write(f"cn-{year}", year, False, "chinesecalendar 1.11.0 (MIT); chinese-days 1.5.7 (MIT) agrees",
          [row(d, "holiday", n) for d, n in holidays.items()] + [row(d, "makeup", n + "调休") for d, n in workdays.items()])

write("cn-2027.provisional", 2027, True, "全国年节及纪念日放假办法 (2024-11-10): statutory days only, no notice yet",
      [row(f"2027-{d}", "holiday", n) for d, n in STATUTORY_2027.items()])
