/** The words of the pages: zh-CN is the source, en is complete by check. */
import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import zh from "@/locales/zh-CN";

export type Lang = "zh-CN" | "en";

const KEY = "tongguan.lang";

/** The language in force. */
export function lang(): Lang {
  const kept = localStorage.getItem(KEY);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** Loads the words of a language and speaks it. */
export async function speak(next: Lang, keep = false) {
  if (next === "en" && !i18n.hasResourceBundle("en", "translation")) {
    const en = await import("@/locales/en");
    i18n.addResourceBundle("en", "translation", en.default);
  }
  if (keep) localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
  await i18n.changeLanguage(next);
}

/** Starts with Chinese at hand, and English loaded where it is wanted. */
export async function startWords() {
  await i18n.use(initReactI18next).init({
    resources: { "zh-CN": { translation: zh } },
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(lang());
}

/** A label of the process definition in the language in force. */
export function label(text: { zh: string; en: string } | null | undefined): string {
  if (!text) return "";
  return i18n.language.startsWith("en") ? text.en : text.zh;
}
