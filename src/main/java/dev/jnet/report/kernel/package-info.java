/** What is printed about a connection that this machine's kernel made. */
package dev.jnet.report.kernel;
