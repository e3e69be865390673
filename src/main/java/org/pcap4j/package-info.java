/**
 * One class that stands before pcap4j's of the same name, as jnet's jar comes first on the class
 * path: see {@link org.pcap4j.core}.
 */
package org.pcap4j;
