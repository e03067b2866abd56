/** Imports name the file that is there (`./model.ts`); the compiler writes them as `./model.js`, and webpack must find the source again. */
module.exports = {
  resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
};
