/** A lead has no deal yet, so what is typed of it stays on this device until it is registered. */
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Body } from "@/lib/definition";
import { clock } from "@/lib/due";
import { whose } from "@/lib/session";

const place = () => `tongguan.draft.${whose()}.lead`;

function kept(): Body {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? "{}") as Body;
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
      localStorage.setItem(place(), JSON.stringify(next));
      setNote(t("lead.kept", { at: clock(new Date().toISOString()) }));
    },
    [t],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(place());
    setValue({});
    setNote("");
  }, []);
  return { value, change, forget, note };
}
