/** The milestones of a delivery plan: as a sheet, and as they will lie on the calendar. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { EditorProps } from "@/form/FormEngine";
import { SheetInput } from "@/form/SheetInput";
import { Gantt } from "@/gantt/Gantt";
import { span } from "@/gantt/scale";
import type { Body } from "@/lib/definition";
import { daysOf, yearQuery } from "@/lib/calendar";
import { rowsQuery } from "@/lib/reference";
import { civilDay } from "@/lib/zone";
import { numbered } from "./numbered";

export function Milestones(props: EditorProps) {
  const rows = ((props.value as Body[] | undefined) ?? []).filter((row) => typeof row.planned_date === "string" && row.planned_date);
  const { data: people } = useQuery(rowsQuery("/users"));
  const [from, to] = span(rows.map((row) => String(row.planned_date)), civilDay());
  const years = rows.length ? [...new Set([from, to].map((date) => Number(date.slice(0, 4))))] : [];
  const days = daysOf(useQueries({ queries: years.map(yearQuery) }).flatMap((year) => year.data?.days ?? []), from, to);
  return (
    <div>
      <SheetInput {...props} onChange={(next) => props.onChange(numbered(next as Body[]))} />
      {rows.length ? (
        <Gantt days={days} today={civilDay()} milestones={rows.map((row, number) => ({ no: Number(row.no ?? number + 1), name: String(row.name ?? ""), owner: people?.find((one) => one.id === row.responsible)?.name ?? "", planned: String(row.planned_date) }))} />
      ) : null}
    </div>
  );
}
