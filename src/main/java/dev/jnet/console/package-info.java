/** What a person sees of a process: standard output and error, the screen, files and exit codes. */
package dev.jnet.console;
