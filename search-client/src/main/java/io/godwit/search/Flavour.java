package io.godwit.search;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server answers, as its root page says.
 *
 * @param product ELASTICSEARCH or OPENSEARCH
 * @param version e.g. {@code 6.8.23}
 */
public record Flavour(Product product, String version) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** Who made it. */
    public enum Product {
        ELASTICSEARCH,
        OPENSEARCH
    }

    public Flavour {
        if (!isVersion(version)) {
            throw new IllegalArgumentException("version is '" + version + "'; must begin with major.minor");
        }
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    public int major() {
        return part(1);
    }

    public int minor() {
        return part(2);
    }

    /** Whether documents live under a mapping type that requests must name (Elasticsearch before 7). */
    public boolean typed() {
        return product == Product.ELASTICSEARCH && major() < 7;
    }

    /** Whether get, search and write answers carry {@code _seq_no} and {@code _primary_term} on request. */
    public boolean sequenced() {
        return product == Product.OPENSEARCH || isFrom(6, 7);
    }

    /** Whether {@code POST /{index}/_search/point_in_time} exists (OpenSearch 2.4 and later). */
    public boolean pointInTime() {
        return product == Product.OPENSEARCH && isFrom(2, 4);
    }

    /** Whether indices can be hidden, so that a wildcard names them only with {@code expand_wildcards=hidden}. */
    public boolean hidesIndices() {
        return product == Product.OPENSEARCH || isFrom(7, 7);
    }

    /** Whether {@code /_index_template} and {@code /_component_template} exist. */
    public boolean composesTemplates() {
        return product == Product.OPENSEARCH || isFrom(7, 8);
    }

    /** {@code elasticsearch-6.8.23}. */
    @Override
    public String toString() {
        return product.name().toLowerCase(Locale.ROOT) + "-" + version;
    }

    private boolean isFrom(int firstMajor, int firstMinor) {
        return major() > firstMajor || (major() == firstMajor && minor() >= firstMinor);
    }

    private int part(int group) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalStateException(version);
        }
        return Integer.parseInt(matcher.group(group));
    }
}
