export {};
document.title = "y";
