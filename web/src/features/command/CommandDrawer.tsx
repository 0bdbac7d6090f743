/** A command in a drawer above the page that it belongs to. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/light/Button";
import { Dialog } from "@/light/Dialog";
import { AntdLayer } from "@/ui";
import type { Affordance, DealView } from "@/features/deal/model";
import type { Body } from "@/lib/definition";
import { Chooser } from "./Chooser";
import { Leave } from "./NextStep";
import CommandForm from "./CommandForm";

interface Props {
  deal: DealView;
  affordances: Affordance[];
  /** The command; empty to choose one. */
  command: string;
  preset?: Body;
  close: () => void;
}

export default function CommandDrawer({ deal, affordances, command, preset, close }: Props) {
  const { t } = useTranslation();
  const [chosen, choose] = useState(command);
  if (!chosen) {
    return (
      <Dialog drawer title={t("command.choose")} close={close}>
        <Chooser affordances={affordances} choose={choose} />
      </Dialog>
    );
  }
  const offer = affordances.find((one) => one.command === chosen && !one.kind);
  return (
    <AntdLayer>
      <Leave.Provider value={close}>
      <CommandForm
        key={chosen}
        deal={deal}
        command={chosen}
        offer={offer}
        preset={preset}
        done={close}
        renderIn={(fields, buttons) => (
          <Dialog
            drawer
            title={offer?.name ?? chosen}
            close={close}
            foot={
              <>
                {buttons}
                <Button onClick={close}>{t("act.cancel")}</Button>
              </>
            }
          >
            {fields}
          </Dialog>
        )}
      />
      </Leave.Provider>
    </AntdLayer>
  );
}
