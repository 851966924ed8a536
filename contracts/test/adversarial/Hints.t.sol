// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev An operation carries its rules and says which rule each call uses. The thief can choose both: other rules mean
/// another session, which does not exist, and another rule must itself allow the call.
contract HintsTest is SessionTest {
    /// @dev Little to one recipient, much to another; and a function without any bound.
    function _grant() private view returns (Grant memory grant) {
        Permission[] memory permissions = new Permission[](3);
        permissions[0] = permitWhen("pay(address,uint256)", condition("1", "one of", 1));
        permissions[0].period = "session";
        permissions[0].limits = limit("2", 10);
        permissions[1] = permitWhen("pay(address,uint256)", condition("1", "one of", 2));
        permissions[1].period = "session";
        permissions[1].limits = limit("2", 1_000);
        permissions[2] = permitLedger("level(int8)");
        grant = unpaid(makeGrant());
        grant.permissions = permissions;
        grant.maxSpend = 0;
    }

    function _pay(uint160 to, uint256 amount) private pure returns (bytes memory) {
        return abi.encodeCall(Ledger.pay, (address(to), amount));
    }

    /// @dev With two bounds on one function, a thief gets neither the wider one nor a second helping.
    function testFuzz_whateverIsHinted_eachRecipientHasItsOwnBound(uint8[6] memory hints, uint8[6] memory amounts)
        public
    {
        Grant memory grant = _grant();
        enable(grant);
        uint256 paid;
        for (uint256 i = 0; i < 6; ++i) {
            uint160 to = i % 2 == 0 ? 1 : 2;
            uint8 hinted = hints[i] % 4;
            bool isRight = hinted + 1 == to;
            PackedUserOperation memory op = use(grant, onLedger(_pay(to, amounts[i])), hint(hinted));
            try this.handleExternally(op) {
                assertTrue(isRight, "by its own rule only");
                if (to == 1) paid += amounts[i];
            } catch {
                assertTrue(!isRight || (to == 1 && paid + amounts[i] > 10), "refused for a reason");
            }
        }
        assertLe(paid, 10, "no more to the first than its bound");
    }

    /// @dev The same in one operation, with a hint for each call, and one for all.
    function test_hintsOfABatch_reachNoWiderRule() public {
        Grant memory grant = _grant();
        enable(grant);
        Execution[] memory list = calls(_pay(1, 6), _pay(1, 6));
        bytes memory exceeded = abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 12, 10);
        bytes4 refused = ISessionValidator.CallArgumentRefused.selector;
        for (uint256 form = 0; form < 2; ++form) {
            bytes memory callData = form == 0 ? batch(list) : packed(list);
            expectRefused(use(grant, callData, hex"00"), exceeded);
            expectRefused(use(grant, callData, hex"0000"), exceeded);
            expectRefused(use(grant, callData, hex"0001"), abi.encodeWithSelector(refused, 1, 0, 1));
            expectRefused(use(grant, callData, hex"01"), abi.encodeWithSelector(refused, 0, 0, 1));
            expectRefused(use(grant, callData, hex"0002"), _notPermitted(1));
            expectRefused(use(grant, callData, hex"0003"), _notPermitted(1));
            expectRefused(use(grant, callData, hex"00ff"), _notPermitted(1));
        }
    }

    /// @dev The details follow the last rule: eight of their bytes, read as a rule, must not be one. The owner has signed a value
    /// that is a rule for another function wherever it is cut.
    function test_aHintBehindTheLastRule_readsNoDetailsAsARule() public {
        bytes memory tell = onLedger(abi.encodeCall(Ledger.tell, ("", "")));
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, ledger, Ledger.tell.selector);
        // Selector, target 0, no spending, no details; four times over.
        uint256 forged = uint256(uint32(Ledger.tell.selector)) << 32;
        forged |= (forged << 64) | (forged << 128) | (forged << 192);
        for (uint32 cut = 0; cut < 8; ++cut) {
            Grant memory grant = _grant();
            grant.nonceKey = laneOf(20 + cut);
            grant.permissions[0].conditions[0].values[0] = (forged << (8 * cut)) | (forged >> (256 - 8 * cut));
            enable(grant);
            for (uint8 i = 0; i < 40; ++i) {
                expectRefused(use(grant, tell, hint(i)), reason);
            }
        }
        assertEq(ledger.made(), 0, "nothing was made");
    }

    /// @dev Any byte of the rules: a bound, a recipient, a selector, or their number.
    function testFuzz_forgedRules_areOfNoSession(uint256 place, bytes1 value) public {
        Grant memory grant = _grant();
        enable(grant);
        bytes memory rules = rulesOf(grant);
        place = bound(place, 0, rules.length - 1);
        vm.assume(rules[place] != value);
        PackedUserOperation memory op = use(grant, onLedger(_pay(1, 1)), hint(0));
        uint256 at = op.signature.length - rules.length + place;
        op.signature[at] = value;
        rules[place] = value;
        expectRefused(op, _notLive(_idOf(grant, rules)));
    }

    /// @dev Rules made by a thief, truncated rules, or none at all.
    function test_rulesOfAThiefsOwn_areOfNoSession() public {
        Grant memory grant = _grant();
        enable(grant);
        bytes memory free =
            abi.encodePacked(uint8(1), uint8(1), address(ledger), Ledger.pay.selector, uint8(0), uint8(0), uint16(0));
        bytes memory own = rulesOf(grant);
        bytes[4] memory forged = [free, bytes(""), bytes.concat(own, hex"00"), _cut(own, own.length - 1)];
        for (uint256 i = 0; i < 4; ++i) {
            PackedUserOperation memory op = operation(grant, onLedger(_pay(3, 1_000_000)));
            op.signature = bytes.concat(_head(0, op, hint(0), 0, SESSION_KEY), forged[i]);
            expectRefused(op, _notLive(_idOf(grant, forged[i])));
        }
        // They have the shape that the module reads, so they would work if the owner had signed them.
        Permission memory permission = permitLedger("pay(address,uint256)");
        assertEq(keccak256(rulesOf(unpaid(grantOf(permission)))), keccak256(free), "the free rules are well-formed");
    }

    /// @dev The same rules with another key, paymaster or lane are no session, not even where the bytes of the id's parts could
    /// be split differently.
    function test_theSameRules_withAnotherKeyPaymasterOrLane_areOfNoSession() public {
        Grant memory grant = _grant();
        enable(grant);
        bytes32 rules = keccak256(rulesOf(grant));
        PackedUserOperation memory op = operation(grant, onLedger(_pay(1, 1)));
        op.signature = bytes.concat(_head(0, op, hint(0), 0, THIEF_KEY), rulesOf(grant));
        expectRefused(op, _notLive(validator.sessionId(keyBytes(THIEF_KEY), rules, address(0), grant.nonceKey)));
        uint192[3] memory lanes = [laneOf(8), laneOf(0), laneOf(type(uint32).max)];
        for (uint256 i = 0; i < 3; ++i) {
            Grant memory other = _grant();
            other.nonceKey = lanes[i];
            expectRefused(use(other, onLedger(_pay(1, 1)), hint(0)), _notLive(sessionOf(other)));
        }
        Grant memory paid = _grant();
        paid.paymaster = address(paymaster);
        expectRefused(use(paid, onLedger(_pay(1, 1)), hint(0)), _notLive(sessionOf(paid)));
        assertFalse(_isLive(bytes.concat(hex"00", keyBytes(SESSION_KEY)), rules, grant.nonceKey), "a longer key");
        assertFalse(_isLive(signerBytes(SESSION_KEY), rules, grant.nonceKey), "the key with its verifier's name");
        assertTrue(_isLive(keyBytes(SESSION_KEY), rules, grant.nonceKey), "the one that there is");
    }

    function _isLive(bytes memory key, bytes32 rules, uint192 nonceKey) private view returns (bool) {
        return validator.sessionOf(address(account), validator.sessionId(key, rules, address(0), nonceKey)).isLive;
    }

    function _idOf(Grant memory grant, bytes memory rules) private view returns (bytes32) {
        return validator.sessionId(keyBytes(SESSION_KEY), keccak256(rules), grant.paymaster, grant.nonceKey);
    }

    function _notLive(bytes32 session) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, session);
    }

    function _notPermitted(uint256 index) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, ledger, Ledger.pay.selector);
    }

    function _cut(bytes memory data, uint256 length) private pure returns (bytes memory) {
        assembly ("memory-safe") {
            mstore(data, length)
        }
        return data;
    }
}
