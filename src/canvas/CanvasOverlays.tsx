import type { Session } from "../actions/index.ts";
import {
  type Design,
  isCollapsed,
  isContainer,
  keptInside,
  nameOf,
  resize,
} from "../design/index.ts";
import { noteOfKey, type Rect } from "../geometry/index.ts";
import { GuideLayer } from "./gestures/GuideLayer.tsx";
import { LinkGrips } from "./gestures/LinkGrips.tsx";
import { LinkOverlay } from "./gestures/LinkOverlay.tsx";
import { RenameField } from "./gestures/RenameField.tsx";
import { ResizeGrips } from "./gestures/ResizeGrips.tsx";
import type { CanvasActs } from "./gestures/useCanvasActs.ts";
import type { Stage } from "./useStage.ts";

export type CanvasOverlaysProps = { session: Session; stage: Stage };

/** What gestures draw over the design: guides, grips, the link that is drawn, the name that is written. */
export function CanvasOverlays({ session, stage }: CanvasOverlaysProps) {
  const { acts, hovered, linking, move, projection } = stage;
  const { courses, design, frames, selection } = projection;
  const over = move.over ?? hovered?.within;
  const into = move.into ?? hovered?.into;
  const [link] = selection.links;
  const isOneLink = selection.links.length === 1 && selection.nodes.length === 0;
  const course = isOneLink && link !== undefined && !linking.draft ? courses.get(link) : undefined;
  const box = move.moved ? undefined : boxOf(design, selection.nodes);
  const frame = box === undefined ? undefined : frames.get(box);
  const [inside] = box === undefined ? [] : keptInside(design, box);
  return (
    <>
      <GuideLayer
        guides={move.guides}
        over={over === undefined ? undefined : courses.get(over)?.course}
        into={into === undefined ? undefined : frames.get(into)}
      />
      {course && link !== undefined && (
        <LinkGrips
          course={course.course}
          onLead={(end, client) => linking.lead(link, end, client)}
        />
      )}
      {box !== undefined && frame && (
        <ResizeGrips
          frame={frame}
          inside={inside}
          onResize={(next) =>
            session.designs.edit(`resize ${nameOf(design, [box])}`, (draft) =>
              resize(draft, box, next),
            )
          }
        />
      )}
      {linking.draft && <LinkOverlay draft={linking.draft} frames={frames} />}
      <Renaming acts={acts} design={design} frames={frames} onDone={stage.takeFocus} />
    </>
  );
}

/** The one container or note that is selected, which can be resized. */
function boxOf(design: Design, selected: readonly string[]): string | undefined {
  const [key] = selected;
  if (selected.length !== 1 || key === undefined) return undefined;
  if (noteOfKey(key) !== undefined) return key;
  const kind = design.system?.nodes?.[key]?.kind;
  return kind && isContainer(kind) && !isCollapsed(design, key) ? key : undefined;
}

type RenamingProps = {
  acts: CanvasActs;
  design: Design;
  frames: ReadonlyMap<string, Rect>;
  onDone: () => void;
};

/** The name or note that is being written, if any. */
function Renaming({ acts, design, frames, onDone }: RenamingProps) {
  const { renaming } = acts;
  const frame = renaming === undefined ? undefined : frames.get(renaming);
  if (renaming === undefined || !frame) return null;
  const note = noteOfKey(renaming);
  const name = design.system?.nodes?.[renaming]?.name ?? renaming;
  const done = (finish: () => void) => {
    finish();
    onDone();
  };
  return (
    <RenameField
      frame={frame}
      text={note === undefined ? name : (design.notes?.[note]?.text ?? "")}
      isNote={note !== undefined}
      onCommit={(text) => done(() => acts.writeName(text))}
      onCancel={() => done(acts.cancelRename)}
    />
  );
}
