/** What is typed so far, as a file that bears 草稿 on every page. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Refused } from "@/features/command/WayOut";
import { Button } from "@/light/Button";
import { save, takeCopy } from "@/lib/copies";
import type { Body } from "@/lib/definition";

interface Props {
  deal: string;
  asked: { kind: string; document: string | null; body: Body };
  /** The formats that can be had, the best first. */
  formats: string[];
}

export function DraftCopy({ deal, asked: { kind, document, body }, formats }: Props) {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith("zh") ? "zh" : "en";
  const take = useMutation({ mutationFn: async (format: string) => save(await takeCopy(`/deals/${deal}/drafts/${kind}/paper`, { format, language, document, body })) });
  const format = formats[0];
  if (!format) return null;
  return (
    <>
      <Button look="text" icon="doc" busy={take.isPending} onClick={() => take.mutate(format)}>
        {t("document.printDraft")}
      </Button>
      {take.error ? <Refused error={take.error} /> : null}
    </>
  );
}
