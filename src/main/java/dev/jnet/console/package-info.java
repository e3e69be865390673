/** What a process shows: standard output and error, the screen, files and exit codes. */
package dev.jnet.console;
