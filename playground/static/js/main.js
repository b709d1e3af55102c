// The page's start: every feature listens for itself.
import * as actions from "./actions.js";
import * as announce from "./announce.js";
import * as composer from "./composer.js";
import { listen, toEnd } from "./live.js";
import * as menus from "./menus.js";
import * as modals from "./modals.js";
import * as picker from "./picker.js";
import * as places from "./places.js";
import * as unread from "./unread.js";
import * as wire from "./wire.js";

for (const feature of [menus, picker, actions, composer, modals, places, unread, announce, wire]) feature.start();
toEnd();
listen();
places.focusComposer();
document.documentElement.dataset.ready = "yes";
