/** What belongs together on the picture: worked out where the picture is made. */
export { controlledBy, isBuiltIn, makerOf, ownerOf, podsOf } from "../../graph/related.ts";
