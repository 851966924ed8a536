/** What only an owner can do, in one piece of code that is loaded when the first of it is shown. */
export { OwnerDialog } from "./OwnerDialog";
export { OwnerPanel } from "./OwnerPanel";
export { SecureDialog } from "./SecureDialog";
