/** Names as they are shown; someone whose data was erased keeps his place without one. */
import i18n from "i18next";
import type { Named } from "./api";

/** The name of someone or something. */
export function nameOf(one: { name?: string | null } | null | undefined): string {
  return one?.name ?? i18n.t("app.unnamed");
}

/** The order of names: Chinese ones by their sound. */
export const byName = (one: { name?: string | null }, other: { name?: string | null }): number => nameOf(one).localeCompare(nameOf(other), "zh");

/** Several names in a row. */
export function namesOf(all: Named[]): string {
  return all.map(nameOf).join(i18n.language.startsWith("zh") ? "、" : ", ");
}
