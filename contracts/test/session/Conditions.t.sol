// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Condition, Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

contract Pairs {
    function put(uint256[2][] calldata) external {}
}

/// @dev What arguments must be, through the EntryPoint, up to the limits and one beyond.
contract ConditionsTest is SessionTest {
    address private constant FRIEND = address(0xF1);

    function test_between_includesBothEnds() public {
        Grant memory grant = open(permitWhen("pay(address,uint256)", condition("2", "between", 10, 20)));
        allow(grant, abi.encodeCall(Ledger.pay, (FRIEND, 10)));
        allow(grant, abi.encodeCall(Ledger.pay, (FRIEND, 20)));
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (FRIEND, 9)), 9);
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (FRIEND, 21)), 21);
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (FRIEND, type(uint256).max)), type(uint256).max);
        assertEq(ledger.amount(), 30, "what was allowed was made");
    }

    function test_between_isSignedForSignedArguments() public {
        Grant memory grant =
            open(permitWhen("level(int8)", condition("1", "between", uint256(int256(-3)), uint256(int256(2)))));
        allow(grant, abi.encodeCall(Ledger.level, (-3)));
        allow(grant, abi.encodeCall(Ledger.level, (2)));
        refuseArgument(grant, abi.encodeCall(Ledger.level, (3)), 3);
        refuseArgument(grant, abi.encodeCall(Ledger.level, (-4)), uint256(int256(-4)));
        refuseArgument(grant, abi.encodeCall(Ledger.level, (-128)), uint256(int256(-128)));
    }

    function test_oneOf_isExactlyTheWord() public {
        Grant memory grant =
            open(permitWhen("pay(address,uint256)", condition("1", "one of", uint160(FRIEND), uint160(address(7)))));
        allow(grant, abi.encodeCall(Ledger.pay, (FRIEND, 1)));
        allow(grant, abi.encodeCall(Ledger.pay, (address(7), 1)));
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (address(8), 1)), 8);
        // The same address with a bit set above its 160 bits.
        uint256 dirty = uint256(uint160(FRIEND)) | (1 << 160);
        refuseArgument(grant, abi.encodeWithSelector(Ledger.pay.selector, dirty, 1), dirty);
    }

    function test_membersOfATuple_areBounded() public {
        Permission memory permission = permitWhen("order((address,uint256,int64))", condition("1.2", "between", 1, 5));
        permission.spendArgument = "1.2";
        Grant memory grant = open(permission);
        allow(grant, abi.encodeCall(Ledger.order, (Ledger.Order(FRIEND, 5, -1))));
        assertEq(sessionNow(grant).spendLeft, 995, "and spent");
        refuseArgument(grant, abi.encodeCall(Ledger.order, (Ledger.Order(FRIEND, 6, -1))), 6);
    }

    function test_elementsOfAFixedArray_areBounded() public {
        Grant memory grant = open(permitWhen("tag(uint256[],uint8[2])", condition("2.2", "between", 0, 4)));
        allow(grant, abi.encodeCall(Ledger.tag, (new uint256[](3), [9, 4])));
        refuseArgument(grant, abi.encodeCall(Ledger.tag, (new uint256[](3), [4, 5])), 5);
    }

    function test_lengths_areBounded() public {
        Grant memory grant = open(permitWhen("tell(string,bytes)", condition("1", "length between", 1, 33)));
        allow(grant, abi.encodeCall(Ledger.tell, ("a", "")));
        allow(grant, abi.encodeCall(Ledger.tell, (string(new bytes(33)), "")));
        refuseArgument(grant, abi.encodeCall(Ledger.tell, ("", "long enough")), 0);
        refuseArgument(grant, abi.encodeCall(Ledger.tell, (string(new bytes(34)), "")), 34);
    }

    function test_lengthsOfLists_areElements() public {
        Grant memory grant = open(permitWhen("tag(uint256[],uint8[2])", condition("1", "length between", 1, 2)));
        allow(grant, abi.encodeCall(Ledger.tag, (new uint256[](2), [0, 0])));
        refuseArgument(grant, abi.encodeCall(Ledger.tag, (new uint256[](0), [0, 0])), 0);
        refuseArgument(grant, abi.encodeCall(Ledger.tag, (new uint256[](3), [0, 0])), 3);
    }

    function test_hashes_areOfTheContent() public {
        uint256 yes = uint256(keccak256("yes"));
        Grant memory grant = open(permitWhen("tell(string,bytes)", condition("2", "hash one of", yes, 0)));
        allow(grant, abi.encodeCall(Ledger.tell, ("whatever", "yes")));
        refuseArgument(grant, abi.encodeCall(Ledger.tell, ("yes", "no")), uint256(keccak256("no")));
        refuseArgument(grant, abi.encodeCall(Ledger.tell, ("yes", "")), uint256(keccak256("")));
        refuseArgument(grant, abi.encodeCall(Ledger.tell, ("", "yes\x00")), uint256(keccak256("yes\x00")));
    }

    function test_hashesOfLists_areOfTheirWords() public {
        uint256[] memory tags = new uint256[](2);
        (tags[0], tags[1]) = (3, 4);
        uint256 hash = uint256(keccak256(abi.encodePacked(tags)));
        Grant memory grant = open(permitWhen("tag(uint256[],uint8[2])", condition("1", "hash one of", hash)));
        allow(grant, abi.encodeCall(Ledger.tag, (tags, [0, 0])));
        tags[1] = 5;
        hash = uint256(keccak256(abi.encodePacked(tags)));
        refuseArgument(grant, abi.encodeCall(Ledger.tag, (tags, [0, 0])), hash);
    }

    /// @dev All words of every element, not one word of each.
    function test_hashesOfListsOfPairs_areOfAllTheirWords() public {
        Pairs target_ = new Pairs();
        uint256[2][] memory pairs = new uint256[2][](2);
        (pairs[0], pairs[1]) = ([uint256(1), 2], [uint256(3), 4]);
        uint256 hash = uint256(keccak256(abi.encodePacked(pairs[0], pairs[1])));
        Permission memory permission = permitWhen("put(uint256[2][])", condition("1", "hash one of", hash));
        permission.target = address(target_);
        Grant memory grant = open(permission);
        bytes memory data = single(address(target_), 0, abi.encodeCall(Pairs.put, (pairs)));
        (bool success,) = handleAndRead(use(grant, data, hint(0)));
        assertTrue(success, "allowed, and made");
        pairs[1][1] = 5;
        data = single(address(target_), 0, abi.encodeCall(Pairs.put, (pairs)));
        hash = uint256(keccak256(abi.encodePacked(pairs[0], pairs[1])));
        expectRefused(use(grant, data, hint(0)), _refused(0, hash));
    }

    function test_membersOfADynamicTuple_areBounded() public {
        Permission memory permission = permitWhen("post((uint256,bytes,uint256[]))", condition("1.1", "between", 2, 3));
        Grant memory grant = open(permission);
        allow(grant, abi.encodeCall(Ledger.post, (Ledger.Post(3, "text", new uint256[](1)))));
        refuseArgument(grant, abi.encodeCall(Ledger.post, (Ledger.Post(4, "text", new uint256[](1)))), 4);
    }

    function test_membersOfALaterDynamicTuple_areBounded() public {
        uint256 hash = uint256(keccak256("text"));
        Permission memory permission = permitLedger("reply(uint256,address,(uint256,bytes,uint256[]))");
        permission.conditions = new Condition[](2);
        permission.conditions[0] = condition("3.1", "between", 2, 3);
        permission.conditions[1] = condition("3.2", "hash one of", hash);
        Grant memory grant = open(permission);
        allow(grant, abi.encodeCall(Ledger.reply, (7, FRIEND, Ledger.Post(3, "text", new uint256[](1)))));
        refuseArgument(grant, abi.encodeCall(Ledger.reply, (3, FRIEND, Ledger.Post(4, "text", new uint256[](1)))), 4);
        bytes memory other = abi.encodeCall(Ledger.reply, (3, FRIEND, Ledger.Post(2, "tex", new uint256[](1))));
        refuse(grant, other, _refused(1, uint256(keccak256("tex"))));
    }

    function test_dynamicMembersOfADynamicTuple_areBounded() public {
        uint256 hash = uint256(keccak256("text"));
        Permission memory permission =
            permitWhen("post((uint256,bytes,uint256[]))", condition("1.2", "hash one of", hash));
        Grant memory grant = open(permission);
        allow(grant, abi.encodeCall(Ledger.post, (Ledger.Post(3, "text", new uint256[](1)))));
        refuseArgument(
            grant, abi.encodeCall(Ledger.post, (Ledger.Post(3, "tex", new uint256[](1)))), uint256(keccak256("tex"))
        );
    }

    /// @dev Other values follow the one that matched; the next condition is still found.
    function test_whichValueIsMet_changesNothingOfTheNextCondition() public {
        Permission memory permission = permitLedger("pay(address,uint256)");
        uint256[] memory values = new uint256[](3);
        (values[0], values[1], values[2]) = (5, 6, 7);
        permission.conditions = new Condition[](2);
        permission.conditions[0] = Condition("1", "one of", values);
        permission.conditions[1] = condition("2", "one of", 8, 9);
        Grant memory grant = open(permission);
        for (uint160 to = 4; to <= 9; ++to) {
            for (uint256 amount = 5; amount <= 10; ++amount) {
                bytes memory data = abi.encodeCall(Ledger.pay, (address(to), amount));
                if (to < 5 || to > 7) refuseArgument(grant, data, to);
                else if (amount == 8 || amount == 9) allow(grant, data);
                else refuse(grant, data, _refused(1, amount));
            }
        }
    }

    function _refused(uint256 which, uint256 seen) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, which, seen);
    }

    function test_allConditions_mustHold() public {
        Permission memory permission = permitWhen("pay(address,uint256)", condition("2", "between", 1, 5));
        Condition[] memory two = new Condition[](2);
        (two[0], two[1]) = (permission.conditions[0], condition("1", "one of", uint160(FRIEND)));
        permission.conditions = two;
        Grant memory grant = open(permission);
        allow(grant, abi.encodeCall(Ledger.pay, (FRIEND, 5)));
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (FRIEND, 6)), 6);
        bytes memory data = abi.encodeCall(Ledger.pay, (address(8), 5));
        refuse(grant, data, abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 1, 8));
    }
}
