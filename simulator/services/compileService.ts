import { HandlerCompiler } from "./HandlerCompiler.ts";
import { END, FAIL_BY_CHANCE, FAILURE_KINDS } from "./Program.ts";
import type { Service } from "./Service.ts";
import type { World } from "./World.ts";

/** Compiles the handlers of a service; what runs keeps the handler that it began with. */
export function compileService(world: World, service: Service): void {
  const compiler = new HandlerCompiler(world, service);
  const { program } = world.handling;
  service.failAddresses = program.here;
  const always = program.number(1);
  for (const kind of FAILURE_KINDS.keys())
    program.emit(FAIL_BY_CHANCE, always, kind, service.stream);
  service.endAddress = program.emit(END);
  program.align();
  const { handlers } = service.settings;
  const others = handlers["*"];
  const fallback = others === undefined ? service.endAddress : compiler.compile(others, "*");
  const { starts } = compiler;
  const addresses = world.context.types.names.map((name, type) => {
    const steps = handlers[name];
    const address = steps === undefined ? fallback : compiler.compile(steps, name);
    service.lastCrash.learn(type, name, steps === undefined ? starts : compiler.starts);
    return address;
  });
  service.handlers = program.table(addresses);
}
