/** The model of a command line: which options a command has, and how their values are read. */
package dev.jnet.options;
