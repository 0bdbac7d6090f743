/** The way to the receipts, for whoever books or reverses them by the server's table of duties. */
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/settings/duties";
import { Button } from "@/light/Button";

const ReceiptsDrawer = lazy(() => import("./ReceiptsDrawer"));

export function Receipts() {
  const { t } = useTranslation();
  const may = useMay();
  const [shown, show] = useState(false);
  const [mayBook, mayReverse] = [may("book_receipt"), may("reverse_receipt")];
  if (!mayBook && !mayReverse) return null;
  return (
    <>
      <Button look={mayBook ? "primary" : "plain"} icon={mayBook ? "plus" : undefined} onClick={() => show(true)}>{t(mayBook ? "receipt.book" : "receipt.list")}</Button>
      {shown ? <Suspense fallback={null}><ReceiptsDrawer mayBook={mayBook} mayReverse={mayReverse} close={() => show(false)} /></Suspense> : null}
    </>
  );
}
