/**
 * The process: it reads the command line, runs the command that is named, and ends with its exit
 * code.
 */
package dev.jnet.app;
