/** What only an owner can do, in one piece of code that is loaded when the first of it is shown. */
export { Bazaar } from "../bazaar/Bazaar";
export { SendForm } from "../hud/SendForm";
export { WithdrawForm } from "../hud/WithdrawForm";
export { OwnerDialog } from "./OwnerDialog";
export { SecureDialog } from "./SecureDialog";
