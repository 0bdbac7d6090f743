/** The antd layer: loaded with the first page that needs it, dressed in our tokens. Pages import from `@/ui`, never from antd. */
import { App, ConfigProvider, theme as antdTheme } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { theme, type Theme } from "@/lib/theme";

const COLOURS = {
  light: { colorPrimary: "#1D5FD6", colorText: "#1A2230", colorTextSecondary: "#4A5565", colorTextTertiary: "#5B6778", colorTextPlaceholder: "#5B6778", colorBgContainer: "#FFFFFF", colorBgElevated: "#FFFFFF", colorBorder: "#CDD4DE", colorBorderSecondary: "#E3E7ED", colorError: "#C4281C", colorWarning: "#9A5B00", colorSuccess: "#17744A", colorLink: "#1A56C4" },
  dark: { colorPrimary: "#2F6FE4", colorText: "#E8ECF2", colorTextSecondary: "#B4BECC", colorTextTertiary: "#93A0B2", colorTextPlaceholder: "#93A0B2", colorBgContainer: "#171D26", colorBgElevated: "#1C232E", colorBorder: "#3A4657", colorBorderSecondary: "#2A3442", colorError: "#FF8B80", colorWarning: "#F2BC5B", colorSuccess: "#66D19A", colorLink: "#8DB4FF" },
};

/** Lists and calendars open inside the dialog that they belong to: what lies behind an open dialog can be neither seen nor pressed. */
const inItsDialog = (trigger?: HTMLElement) => trigger?.closest("dialog") ?? document.body;

/** Gives antd our language, our theme and our sizes. */
export function AntdLayer({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [shown, setShown] = useState<Theme>(theme());
  useEffect(() => {
    const follow = () => setShown((document.documentElement.dataset.theme as Theme) ?? "light");
    window.addEventListener("tongguan:theme", follow);
    return () => window.removeEventListener("tongguan:theme", follow);
  }, []);
  const english = i18n.language.startsWith("en");
  dayjs.locale(english ? "en" : "zh-cn");
  const font = getComputedStyle(document.body).fontFamily;
  return (
    <ConfigProvider
      locale={english ? en : zh}
      getPopupContainer={inItsDialog}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: shown === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
        token: { ...COLOURS[shown], fontFamily: font, fontSize: 14, fontWeightStrong: 600, borderRadius: 6, controlHeight: 34, controlHeightSM: 28, wireframe: false, motion: false },
        // The word in an open switch is white; antd's grey behind it is too light for that.
        components: { Switch: { colorTextQuaternary: "#5B6778", colorTextTertiary: "#4A5565" } },
      }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
