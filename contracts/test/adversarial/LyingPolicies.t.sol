// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionPolicy} from "../../src/session/ISessionPolicy.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Anybody can write a policy. One that lies allows only what the rest of the rule allows; one that
/// reverts, burns all gas or returns too much refuses. Policies.t.sol tests all shapes of answers.
contract LyingPoliciesTest is SessionTest {
    bytes private _pay = abi.encodeCall(Ledger.pay, (address(1), 4));

    /// @dev It says yes to everything, but function, target, value, bounds, limits and caps are not its decision.
    function test_aPolicyThatSaysYesToEverything_widensNothing() public {
        Grant memory grant = _with(address(new YesPolicy()));
        allow(grant, _pay);
        refuse(grant, abi.encodeCall(Ledger.level, (1)), _notPermitted(Ledger.level.selector));
        refuseArgument(grant, abi.encodeCall(Ledger.pay, (address(2), 4)), 2);
        refuse(
            grant,
            abi.encodeCall(Ledger.pay, (address(1), 7)),
            abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 11, 10)
        );
        expectRefused(
            use(grant, single(address(ledger), 1, _pay), hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 1, 0)
        );
    }

    /// @dev It is called statically: it can write nothing on the way, and its answer counts as any other.
    function test_aPolicyThatCallsBack_changesNothing() public {
        CallingPolicy policy = new CallingPolicy(validator);
        Grant memory grant = _with(address(policy));
        policy.aimAt(address(account), sessionOf(grant));
        bytes32 epoch = validator.epochOf(address(account));
        vm.expectCall(address(validator), abi.encodeCall(validator.revokeAll, ()));
        allow(grant, _pay);
        assertEq(validator.epochOf(address(account)), epoch, "the epoch stands");
        assertTrue(sessionNow(grant).isLive, "the session lives");
        assertEq(sessionNow(grant).actionsLeft, 99, "counted once");
    }

    /// @dev It burns all gas of validation: the operation is refused, and nobody pays for it.
    function test_aPolicyThatBurnsItsGas_refuses() public {
        Grant memory grant = _with(address(new BurningPolicy()));
        refuseAny(use(grant, onLedger(_pay), hint(0)));
        assertEq(sessionNow(grant).actionsLeft, 100, "nothing was counted");
    }

    /// @dev A huge answer: its first word is the answer, and nobody copies the rest.
    function test_aPolicyThatAnswersWithoutEnd_burstsNothing() public {
        BurstingPolicy policy = new BurstingPolicy();
        Grant memory grant = _with(address(policy));
        refuse(grant, _pay, abi.encodeWithSelector(ISessionValidator.CallPolicyRefused.selector, 0, policy));
    }

    /// @dev It says yes in simulation and no on chain: then the bundle is refused with the policy's error.
    function test_aPolicyThatChangesItsMind_isHeldToItsLastWord() public {
        MoodyPolicy policy = new MoodyPolicy();
        Grant memory grant = _with(address(policy));
        PackedUserOperation memory op = use(grant, onLedger(_pay), hint(0));
        policy.set(false);
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.CallPolicyRefused.selector, 0, policy));
        policy.set(true);
        handle(op);
        assertEq(ledger.made(), 1, "made");
    }

    /// @dev Contracts that are not policies but always exist: none of them says yes.
    function test_contractsThatAreNoPolicies_sayNo() public {
        address[6] memory others =
            [address(validator), address(account), address(entryPoint), address(ledger), address(verifier), address(4)];
        for (uint256 i = 0; i < 6; ++i) {
            refuseAny(use(_with(others[i], uint32(30 + i)), onLedger(_pay), hint(0)));
        }
        assertEq(ledger.made(), 0, "nothing was made");
    }

    function _with(address policy) private returns (Grant memory) {
        return _with(policy, 7);
    }

    function _with(address policy, uint32 number) private returns (Grant memory grant) {
        Permission memory permission = permitWhen("pay(address,uint256)", condition("1", "one of", 1));
        permission.period = "session";
        permission.limits = limit("2", 10);
        permission.policies = policies(policy, "");
        grant = unpaid(grantOf(permission));
        grant.nonceKey = laneOf(number);
        enable(grant);
    }

    function _notPermitted(bytes4 selector) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, ledger, selector);
    }
}

contract YesPolicy is ISessionPolicy {
    function isAllowed(address, address, uint256, bytes calldata, uint256, bytes calldata)
        external
        view
        virtual
        returns (bool)
    {
        return true;
    }
}

contract MoodyPolicy is YesPolicy {
    bool private _mood;

    function set(bool mood) external {
        _mood = mood;
    }

    function isAllowed(address, address, uint256, bytes calldata, uint256, bytes calldata)
        external
        view
        override
        returns (bool)
    {
        return _mood;
    }
}

contract CallingPolicy {
    ISessionValidator private immutable _MODULE;
    bytes[] private _attacks;

    constructor(ISessionValidator module) {
        _MODULE = module;
    }

    function aimAt(address account, bytes32 session) external {
        _attacks.push(abi.encodeCall(_MODULE.revokeAll, ()));
        _attacks.push(abi.encodeCall(_MODULE.revoke, (session)));
        _attacks.push(abi.encodeCall(_MODULE.setNote, (account, 0, 0, 1)));
    }

    function isAllowed(address, address, uint256, bytes calldata, uint256, bytes calldata) external returns (bool) {
        for (uint256 i = 0; i < _attacks.length; ++i) {
            // A static call that writes burns all its gas.
            (bool success,) = address(_MODULE).call{gas: 60_000}(_attacks[i]);
            if (success) return false;
        }
        return true;
    }
}

contract BurningPolicy {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @dev Answers no, followed by half a million bytes.
contract BurstingPolicy {
    fallback() external {
        assembly {
            mstore(0, 0)
            return(0, 500000)
        }
    }
}
