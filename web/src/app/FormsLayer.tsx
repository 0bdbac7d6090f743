import { Outlet } from "@tanstack/react-router";
import { AntdLayer } from "@/ui";

/** The layer in which pages with forms stand. */
export default function FormsLayer() {
  return (
    <AntdLayer>
      <Outlet />
    </AntdLayer>
  );
}
