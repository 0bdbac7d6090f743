/** What the answers come to, answer by answer, and which grade they lead to. The server counts. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Card } from "@/light/Card";
import { read } from "@/lib/api";
import { type Body, type DocumentForm, kindOf } from "@/lib/definition";
import { label } from "@/lib/i18n";
import { answersOf } from "./model";
import css from "./lead.module.css";

type Query = { budget_status: string; authority_level: string; intent_level: string };

export function Suggestion({ form, value }: { form: DocumentForm; value: Body }) {
  const { t } = useTranslation();
  const answers = answersOf(value);
  const { data } = useQuery({ queryKey: ["suggestion", answers], queryFn: ({ signal }) => read("/leads/suggestion", { query: answers as Query, signal }), enabled: !!answers, placeholderData: keepPreviousData, staleTime: 60_000 });
  const fields = form.sections.flatMap((section) => section.fields);
  const said = (key: string) => {
    const field = fields.find((one) => one.key === key);
    const given = value[key];
    const option = field ? kindOf(field.type).options?.find((one) => one.key === given) : undefined;
    return { name: label(field?.name), answer: option ? label(option.name) : typeof given === "string" ? given : "—" };
  };
  return (
    <Card className={answers && data ? undefined : css.idle} title={t("lead.suggestion")} beside={answers && data ? <b>BANT {data.total}</b> : null}>
      {answers && data ? (
        <div className={css.reasons}>
          <table>
            <tbody>
              {data.reasons.map((one) => {
                const { name, answer } = said(one.field);
                return (
                  <tr key={one.field}>
                    <th>{name}</th>
                    <td>{answer}</td>
                    <td>
                      {one.points} / {one.most}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p>{t("lead.intent", { points: data.intent })}</p>
          <ul>
            {data.grades.map((one) => (
              <li key={one.grade}>
                <span className={`tag${one.grade === "A" ? " v" : ""}`}>{t("list.grade", { grade: one.grade })}</span> {t("lead.fromFit", { fit: one.fit })}
              </li>
            ))}
          </ul>
          <p className="sm mut">{t("lead.suggestionHint")}</p>
        </div>
      ) : (
        <p className={css.quiet}>{t("lead.answer")}</p>
      )}
    </Card>
  );
}
