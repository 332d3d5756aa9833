package coop.fairpass.qualification;

import java.util.List;
import java.util.Set;

/**
 * Charte et conditions : what binds providers, payers, distributors and the cooperative to each other, one version of
 * it (R-114, domain §13).
 */
public record Charter(String title, List<Article> articles) {

    /** Who signs, and is bound by the articles that name it. */
    public enum Capacity {
        PROVIDER,
        PAYER,
        DISTRIBUTOR,
        COOPERATIVE
    }

    /** The charter is what we want to be; the terms are how it is done. */
    public enum Part {
        CHARTER,
        TERMS
    }

    /** @param binds whom it binds: at least one */
    public record Article(int number, Part part, String title, String text, Set<Capacity> binds) {
        public Article {
            binds = Set.copyOf(binds);
            if (number < 1 || title.isBlank() || text.isBlank() || binds.isEmpty()) {
                throw new IllegalArgumentException("an article has a number, words, and binds somebody");
            }
            if (title.length() > 200 || text.length() > 5_000) {
                throw new IllegalArgumentException("an article is read at once");
            }
        }
    }

    public Charter {
        articles = List.copyOf(articles);
        if (title.isBlank() || articles.isEmpty() || articles.size() > 200) {
            throw new IllegalArgumentException("a charter has a title and articles");
        }
        for (var capacity : Capacity.values()) {
            if (articles.stream().noneMatch(article -> article.binds().contains(capacity))) {
                throw new IllegalArgumentException("a charter is reciprocal: nothing binds " + capacity);
            }
        }
    }

    /** The articles of a part, in order. */
    public List<Article> of(Part part) {
        return articles.stream().filter(article -> article.part() == part).toList();
    }
}
