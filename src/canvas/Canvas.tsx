import "@xyflow/react/dist/base.css";

import { ReactFlowProvider } from "@xyflow/react";
import { type Ref, useEffect, useState } from "react";
import type { ProblemStore } from "../problems/index.ts";
import { themeStore } from "../ui/index.ts";
import type { CanvasHandle } from "./CanvasHandle.ts";
import { CanvasStage, type CanvasStageProps } from "./CanvasStage.tsx";
import type { Live } from "./live/Live.ts";
import { Painters } from "./live/Painters.ts";
import { PaintersContext } from "./live/usePaint.ts";
import { GlyphSymbols } from "./messages/Glyph.tsx";
import { HealthMarks } from "./nodes/HealthMark.tsx";
import { ProblemsContext } from "./nodes/ProblemMark.tsx";

export type CanvasProps = CanvasStageProps & {
  /** The running system; without it nodes show what is designed. */
  live?: Live | undefined;
  /** What the linter found; without it nodes carry no mark of problems. */
  problems?: ProblemStore | undefined;
  ref?: Ref<CanvasHandle>;
};

/** The design as a picture that is drawn on, and the running system in it. */
export function Canvas({ live, problems, ...stage }: CanvasProps) {
  const [painters] = useState(() => new Painters(isCalm));
  useEffect(() => painters.follow(live), [painters, live]);
  return (
    <PaintersContext value={painters}>
      <HealthMarks />
      <GlyphSymbols />
      <ProblemsContext value={problems}>
        <ReactFlowProvider>
          <CanvasStage {...stage} />
        </ReactFlowProvider>
      </ProblemsContext>
    </PaintersContext>
  );
}

function isCalm(): boolean {
  return themeStore.getState().inForce.motion === "reduced";
}
