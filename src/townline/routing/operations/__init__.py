from townline.routing.operations.rules import RuleRefused, delete_rule, save_rule

__all__ = ["RuleRefused", "delete_rule", "save_rule"]
