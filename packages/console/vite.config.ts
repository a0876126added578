// Builds the console to dist/site, where the node serves it under a policy that allows its own origin and nothing
// inline: so no asset may become a data: address, and no script or style may be written into the page.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  plugins: [react()],
  resolve: { conditions: ["source", "module", "browser", "import", "default"] },
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    target: "es2023",
    rolldownOptions: {
      output: {
        // What every desk is made of comes in one piece: a dozen small ones take longer to ask for than to read.
        codeSplitting: {
          groups: [
            { name: "shared", test: /packages\/console\/src\/(?:acts|parts|words)\//, minShareCount: 3 },
          ],
        },
      },
    },
  },
});
