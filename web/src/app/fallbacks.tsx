import { Link, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty, Failure, Waiting } from "@/light/states";

/** While a page is fetched. */
export function Pending() {
  return <Waiting rows={8} />;
}

/** A page that broke. */
export function Failed({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} retry={reset} />;
}

/** An address without a page, or one that this person may not see: the two look alike. */
export function Missing() {
  const { t } = useTranslation();
  return <Empty action={<Link to="/">{t("nav.queue")}</Link>}>{t("state.missing")}</Empty>;
}
