/** A lead has no deal yet, so what is typed of it stays on this device until it is registered. */
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Body } from "@/lib/definition";
import { clock } from "@/lib/due";

const PLACE = "tongguan.draft.lead";

function kept(): Body {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Body;
  } catch {
    return {};
  }
}

export function useLeadDraft() {
  const { t } = useTranslation();
  const [value, setValue] = useState<Body>(kept);
  const [note, setNote] = useState("");
  const change = useCallback(
    (next: Body) => {
      setValue(next);
      localStorage.setItem(PLACE, JSON.stringify(next));
      setNote(t("lead.kept", { at: clock(new Date().toISOString()) }));
    },
    [t],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(PLACE);
    setValue({});
    setNote("");
  }, []);
  return { value, change, forget, note };
}
