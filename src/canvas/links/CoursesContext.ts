import { createContext, type RefObject } from "react";
import type { Courses } from "../messages/MessagePainter.ts";

/** The courses of all links as they are just now, with those that hang on what is dragged. */
export const CoursesContext = createContext<RefObject<Courses>>({ current: new Map() });
