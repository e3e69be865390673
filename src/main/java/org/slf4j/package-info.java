/**
 * One class that stands before SLF4J's of the same name: pcap4j and dnsjava log through it, and
 * nobody reads it.
 */
package org.slf4j;
