import type first from "@/locales/zh-CN";
import type rest from "@/locales/zh-CN/rest";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof first & typeof rest };
  }
}
