import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices";
import { IStorageService } from "monaco-editor/platform/storage/common/storage";

const [PROFILE, USER] = [0, 0];

/** What a field is for stands beside the list from the start; Monaco has no option for it, only its memory of a click. */
export function expandSuggestionDocs(): void {
  StandaloneServices.get(IStorageService).store("expandSuggestionDocs", true, PROFILE, USER);
}
