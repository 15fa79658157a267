"""What is known of the invented school before it is built: no secret, and no weight."""

from __future__ import annotations

# The vault is invented and tells its password to everybody.
PASSWORD = "shiliu huakai xiaqiao kanshu 58"  # noqa: S105  printed for everybody
SCHOOL = "柳溪初级中学"
VAULT, ROSTER, PRINTS = "school.homevisit", "学生名单.xlsx", "pdf"
FORMS, ROUTE = "家访登记表.pdf", "家访路线单.pdf"
SCREENING = "心理测评.xlsx"
TERM_SUMMARY, TERM_TABLES = "学期工作汇总.pdf", "学期工作汇总.xlsx"
