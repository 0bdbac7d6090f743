/** ECharts in a box: only the parts that are used, drawn as SVG, in the colours of the theme; the figures stand in a table beside it. */
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

/** The colours that a chart takes from our tokens. */
export interface Colours {
  bar: string;
  rest: string;
  text: string;
  line: string;
  surface: string;
}

function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return { bar: token("--pri"), rest: token("--surface-3"), text: token("--fg-2"), line: token("--line-2"), surface: token("--surface") };
}

interface Props {
  label: string;
  height: number;
  option: (colours: Colours) => EChartsCoreOption;
  /** The place of a bar that was clicked. */
  pick?: (place: number) => void;
}

export default function Chart({ label, height, option, pick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [palette, setPalette] = useState(colours);
  useEffect(() => {
    const again = () => setPalette(colours());
    window.addEventListener("tongguan:theme", again);
    return () => window.removeEventListener("tongguan:theme", again);
  }, []);
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, undefined, { renderer: "svg" });
    chart.setOption({ animation: false, ...option(palette) });
    if (pick) chart.on("click", (event) => pick(event.dataIndex));
    const sizes = new ResizeObserver(() => chart.resize());
    sizes.observe(box.current);
    return () => {
      sizes.disconnect();
      chart.dispose();
    };
  }, [option, pick, palette]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
