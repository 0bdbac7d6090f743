import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

type Look = "plain" | "primary" | "danger" | "text" | "locked";

const CLASS: Record<Look, string> = { plain: "", primary: " p", danger: " d", text: " t", locked: " lock" };

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  small?: boolean;
  icon?: IconName;
  /** Shown instead of the label while the server is asked; the button cannot be pressed twice. */
  busy?: boolean;
  children?: ReactNode;
}

/** A button of the light layer. `locked` stays focusable, so that its reason can be read. */
export function Button({ look = "plain", small, icon, busy, children, className, disabled, ...rest }: Props) {
  const classes = `btn${CLASS[look]}${small ? " s" : ""}${className ? ` ${className}` : ""}`;
  return (
    <button type="button" className={classes} disabled={disabled || busy} aria-busy={busy || undefined} aria-disabled={look === "locked" || undefined} {...rest}>
      {icon ? <Icon name={icon} /> : look === "locked" ? <Icon name="lock" /> : null}
      {children}
    </button>
  );
}

/** A square button that only shows an icon; `label` is its name. */
export function IconButton({ icon, label, size = 18, children, ...rest }: Omit<Props, "look"> & { icon: IconName; label: string; size?: number }) {
  return (
    <button type="button" className="ic" aria-label={label} title={label} {...rest}>
      <Icon name={icon} size={size} />
      {children}
    </button>
  );
}
