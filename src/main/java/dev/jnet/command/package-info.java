/**
 * The commands. Each has a folder. This package has what they share: the loop over the targets, the
 * output for a target that cannot be asked, the exit code, and the end by Ctrl-C.
 */
package dev.jnet.command;
