/** The files of a deal or of one of its documents: what was laid to it, and what came as evidence; another is added here. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Card } from "@/light/Card";
import { Icon } from "@/light/Icon";
import { Empty, Failure, Waiting } from "@/light/states";
import { FileLink } from "@/features/document/FileLink";
import { moment } from "@/lib/due";
import { sendFile } from "@/lib/files";
import { newKey } from "@/lib/http";
import { nameOf } from "@/lib/names";
import { problemOf } from "@/lib/problem";
import { read } from "@/lib/api";
import { affordancesQuery, command } from "./model";
import css from "./cards.module.css";

interface Props {
  deal: string;
  /** Only what lies with this document. */
  document?: string;
}

export function FilesCard({ deal, document }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ["deal", deal, "files", document], queryFn: ({ signal }) => read("/deals/{id}/files", { path: { id: deal }, query: { document }, signal }) });
  return (
    <Card className="no-print" title={t("files.title")} actions={<Add deal={deal} document={document} />}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting rows={2} /> : null}
      {data && !data.items.length ? <Empty>{t("files.none")}</Empty> : null}
      {data?.items.length ? (
        <ul className={css.fileList}>
          {data.items.map((file) => (
            <li key={`${file.seq}-${file.sha256}`}>
              <Icon name="attachment" size={16} />
              <span>
                <FileLink digest={file.sha256} deal={deal}>
                  {file.name}
                </FileLink>
                <small>{file.is_attachment ? sizeOf(file.size_bytes) : `${file.text} · ${sizeOf(file.size_bytes)}`}</small>
              </span>
              <small className="mut">
                {file.by ? nameOf(file.by) : null} {moment(file.at)}
              </small>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

/** Sends files and lays them there; what is refused is said beside the button. */
function Add({ deal, document }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const offers = useQuery(affordancesQuery(deal));
  const offer = offers.data?.find((one) => one.command === "attach");
  const add = useMutation({
    mutationFn: async (files: File[]) => {
      const sent = await Promise.all(files.map(sendFile));
      await command(deal, { type: "attach", files: sent, ...(document ? { document } : {}) }, { key: newKey() });
    },
    onSuccess: () => client.invalidateQueries(),
    onSettled: () => {
      if (picker.current) picker.current.value = "";
    },
  });
  if (!offer) return null;
  return (
    <>
      {add.error ? (
        <span className="sm red" role="alert">
          {problemOf(add.error).detail}
        </span>
      ) : null}
      <input ref={picker} type="file" multiple hidden onChange={(event) => event.target.files?.length && add.mutate([...event.target.files])} />
      <Button small icon="attachment" look={offer.is_allowed ? "plain" : "locked"} title={offer.refusal?.text} busy={add.isPending} onClick={() => offer.is_allowed && picker.current?.click()}>
        {t("files.add")}
      </Button>
    </>
  );
}

const KIB = 1024;

/** A size as people say it. */
function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  return bytes < KIB * KIB ? `${Math.round(bytes / KIB)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
}
