// First of all: with a script there is one page at a time, and no other is ever laid out.
document.documentElement.classList.add("with-script");
