/** The words of the pages: zh-CN is the source, en is complete by check. The frame and the work queue come with few; the rest come with the first page that needs them. */
import i18n from "i18next";
import { lazy, type ComponentType } from "react";
import { initReactI18next } from "react-i18next";
import zh from "@/locales/zh-CN";

export type Lang = "zh-CN" | "en";

type Words = () => Promise<{ default: object }>;

const KEY = "tongguan.lang";

const FIRST: Record<Lang, Words> = { "zh-CN": async () => ({ default: zh }), en: () => import("@/locales/en") };
const REST: Record<Lang, Words> = { "zh-CN": () => import("@/locales/zh-CN/rest"), en: () => import("@/locales/en/rest") };

const loaded = new Set<Words>();
let wantsRest = false;

async function load(language: Lang, words: Words) {
  if (loaded.has(words)) return;
  const { default: bundle } = await words();
  i18n.addResourceBundle(language, "translation", bundle, true, true);
  loaded.add(words);
}

/** The language in force. */
export function lang(): Lang {
  const kept = localStorage.getItem(KEY);
  if (kept === "zh-CN" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** Loads the words of a language and speaks it. */
export async function speak(next: Lang, keep = false) {
  await Promise.all([load(next, FIRST[next]), wantsRest ? load(next, REST[next]) : undefined]);
  if (keep) localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
  await i18n.changeLanguage(next);
}

/** Starts with the words of the frame. */
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

/** Loads the words of all pages. */
export async function restOfWords() {
  wantsRest = true;
  const language: Lang = i18n.language.startsWith("en") ? "en" : "zh-CN";
  await load(language, REST[language]);
}

/** Fetches a module together with the words of all pages. */
export function withWords<M>(module: () => Promise<M>): () => Promise<M> {
  return async () => (await Promise.all([module(), restOfWords()]))[0];
}

/** A component that is fetched, with its words, when it is first shown. */
export function lazily<Props>(module: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(withWords(module));
}

/** A label of the process definition in the language in force. */
export function label(text: { zh: string; en: string } | null | undefined): string {
  if (!text) return "";
  return i18n.language.startsWith("en") ? text.en : text.zh;
}
