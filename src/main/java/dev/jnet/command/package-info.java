/**
 * The commands, in a folder each; here is what all of them do alike: the loop over the targets,
 * what is printed where one cannot be asked, the exit code, and the end by Ctrl-C.
 */
package dev.jnet.command;
