import { accountPages } from "./pictures/account";
import { approvePages } from "./pictures/approve";
import { banners } from "./pictures/banners";
import { permissionCard } from "./pictures/card";
import { endings, ownerDialog, receipts, secureDialog } from "./pictures/dialogs";
import { doors } from "./pictures/doors";
import { expeditionScreens } from "./pictures/expedition/screens";
import { expeditionBar, expeditionMoments, expeditionPanels, expeditionStart } from "./pictures/expedition/states";
import { liveExpedition } from "./pictures/liveExpedition";
import { bazaarPanel, inspector, playerPage, sessionPages } from "./pictures/pages";
import { sessionPanel } from "./pictures/panel";
import { signers } from "./pictures/signers";
import type { StateGroup } from "./state";

/** Every state that the gallery shows. */
export const catalogue: readonly StateGroup[] = [
  ...[doors, permissionCard, signers, sessionPanel, endings, receipts, ownerDialog, secureDialog],
  ...[banners, sessionPages, accountPages, approvePages, inspector, bazaarPanel, playerPage],
  ...[expeditionBar, expeditionStart, expeditionPanels, expeditionMoments, expeditionScreens, liveExpedition],
];
