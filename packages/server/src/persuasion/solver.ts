// The integer solver (HiGHS, as WebAssembly): text in, numbers out. It runs in this thread and is limited in time.
import type highsModule from "highs";

export interface Solution {
  /** Whether nothing better exists, as far as the solver's arithmetic goes. */
  readonly optimal: boolean;
  /** Values of the variables in the order of the text. */
  readonly values: Float64Array;
  /** No solution costs less. */
  readonly bound: number;
}

// The package's types are read as those of its CommonJS build, where the loader is one step further in than it is here.
type LoadHighs = typeof highsModule.default;
/** Loaded once, with the first programme: it is the same code for every one. */
let loading: ReturnType<LoadHighs> | null = null;

/** Solves a programme in LP format for its smallest value; null when the solver comes to no bound in the time. */
export async function solveProgramme(
  text: string,
  { whole, seconds }: { readonly whole: boolean; readonly seconds: number },
): Promise<Solution | null> {
  loading ??= import("highs").then((loaded) => (loaded.default as unknown as LoadHighs)());
  const highs = await loading;
  const model = highs.createModel();
  try {
    model.options.set({
      output_flag: false,
      time_limit: seconds,
      random_seed: 0,
      // Costs are whole numbers: whatever is less than a whole one better is not better.
      mip_rel_gap: 0,
      mip_abs_gap: 0.5,
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
    });
    model.readModel({ format: "lp", data: text });
    model.run();
    const optimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
    if (!optimal && !whole) return null;
    const bound = whole ? Number(model.info.get("mip_dual_bound")) : model.getObjectiveValue();
    if (!Number.isFinite(bound)) return null;
    return { optimal, values: model.getSolution().colValue, bound };
  } catch (error) {
    // Numbers beyond what it calculates with: there is then no answer from here, which the caller can do without.
    if (error instanceof highs.errors.HighsError) return null;
    throw error;
  } finally {
    model.dispose();
  }
}
