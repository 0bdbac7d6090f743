/** The bars of a figure's lines, lying, the first at the top. */
import type { EChartsCoreOption } from "echarts/core";
import type { Colours } from "@/chart/Chart";
import { isRate, type Line, lengthOf } from "./model";

export const BAR_HEIGHT = 30;

/** What ECharts draws: names at the left, the number at the end of each bar. */
export function barsOf(lines: Line[], words: (line: Line) => string, colours: Colours): EChartsCoreOption {
  const rate = isRate(lines);
  return {
    grid: { left: 0, right: 72, top: 4, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: { type: "value", show: false, max: rate ? 100 : undefined, min: 0 },
    yAxis: { type: "category", inverse: true, data: lines.map((line) => line.name), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: colours.text, fontSize: 12, width: 150, overflow: "truncate" } },
    tooltip: { trigger: "item", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 }, renderMode: "richText", formatter: ({ dataIndex }: { dataIndex: number }) => `${lines[dataIndex]?.name}  ${lines[dataIndex] ? words(lines[dataIndex]) : ""}` },
    series: [
      {
        type: "bar",
        barWidth: 14,
        data: lines.map(lengthOf),
        itemStyle: { color: colours.bar, borderRadius: [0, 3, 3, 0] },
        showBackground: rate,
        backgroundStyle: { color: colours.rest, borderRadius: 3 },
        label: { show: true, position: "right", color: colours.text, fontSize: 12, formatter: ({ dataIndex }: { dataIndex: number }) => (lines[dataIndex] ? words(lines[dataIndex]) : "") },
      },
    ],
  };
}
