declare module "*.css";
declare module "summernote/dist/summernote-lite.js";
