// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    IERC7579ModuleConfig,
    MODULE_TYPE_EXECUTOR,
    MODULE_TYPE_HOOK,
    MODULE_TYPE_VALIDATOR
} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {AnyModule} from "../support/Modules.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Targets that no grant may name, whatever the owner signed.
contract TargetsTest is SessionTest {
    string private constant PAY = "pay(address,uint256)";

    function test_targetsThatAreTheAccountsOwn_areRefused() public {
        address[7] memory targets = [
            address(0),
            address(account),
            address(validator),
            address(entryPoint),
            0x0000000071727De22E5E9d8BAf0edAc6f37da032,
            0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789,
            0x433709009B8330FDa32311DF1C2AFA402eD8D009
        ];
        Permission memory permission = permitLedger(PAY);
        for (uint256 i = 0; i < 7; ++i) {
            permission.target = targets[i];
            bytes memory reason =
                abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, targets[i]);
            _refuses(unpaid(grantOf(permission)), reason);
            Grant memory grant = unpaid(makeGrant());
            grant.permissions = both(permitLedger("a()"), permission);
            grant.maxSpend = 0;
            _refuses(grant, reason);
        }
    }

    function test_modulesOfTheAccount_areRefused() public {
        uint256[2] memory types = [uint256(MODULE_TYPE_VALIDATOR), MODULE_TYPE_EXECUTOR];
        for (uint256 i = 0; i < 2; ++i) {
            AnyModule module = new AnyModule(types[i]);
            Permission memory permission = permitLedger("play(uint256)");
            permission.target = address(module);
            Grant memory grant = unpaid(grantOf(permission));
            grant.nonceKey = laneOf(uint32(50 + i));
            bytes memory install = abi.encodeCall(IERC7579ModuleConfig.installModule, (types[i], address(module), ""));
            (bool success,) = handleAndRead(ownerOperation(install));
            assertTrue(success, "installed");
            // An earlier grant has another epoch; a later one has a target that is a module.
            _refuses(
                grant,
                abi.encodeWithSelector(
                    ISessionValidator.GrantWrongEpoch.selector, grant.epoch, validator.epochOf(address(account))
                )
            );
            grant.epoch = validator.epochOf(address(account));
            _refuses(
                grant, abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, address(module))
            );
        }
        Grant memory other = unpaid(grantOf(permitLedger(PAY)));
        enable(other);
        allow(other, abi.encodeCall(Ledger.pay, (address(1), 1)));
    }

    /// @dev PlayerAccount accepts no hooks, other ERC-7579 accounts do; what matters here is that they are asked. PlayerAccount
    /// is asked, as soon as it has another module.
    function test_installedHooks_areRefused() public {
        address module = address(new AnyModule(MODULE_TYPE_EXECUTOR));
        bytes memory install = abi.encodeCall(IERC7579ModuleConfig.installModule, (MODULE_TYPE_EXECUTOR, module, ""));
        (bool success,) = handleAndRead(ownerOperation(install));
        assertTrue(success, "installed");
        bytes memory question =
            abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (MODULE_TYPE_HOOK, address(ledger), ""));
        vm.mockCall(address(account), question, abi.encode(true));
        _refuses(
            unpaid(grantOf(permitLedger(PAY))),
            abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, address(ledger))
        );
    }

    function test_aModuleThatIsNotInstalled_isATargetLikeAnyOther() public {
        Permission memory permission = permit("play(uint256)");
        permission.target = address(new AnyModule(MODULE_TYPE_VALIDATOR));
        enable(unpaid(grantOf(permission)));
    }

    /// @dev Every position is checked: the first, the last, after a good one, between two of one target.
    function testFuzz_forbiddenTargets_areRefusedWhereverTheyStand(uint8 place, uint8 which) public {
        address[4] memory forbidden = [address(0), address(account), address(validator), address(entryPoint)];
        Grant memory grant = unpaid(makeGrant());
        grant.maxSpend = 0;
        grant.permissions = new Permission[](4);
        for (uint256 i = 0; i < 4; ++i) {
            grant.permissions[i] = permit(string.concat("f", vm.toString(i), "()"));
        }
        grant.permissions[place % 4].target = forbidden[which % 4];
        _refuses(
            grant, abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, forbidden[which % 4])
        );
    }

    function _refuses(Grant memory grant, bytes memory reason) private {
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        vm.expectRevert(reason);
        validator.enable(grant.account, key, grant.paymaster, grant.nonceKey, data);
    }
}

/// @dev An account whose owner is a device key: the game, at the paymaster's expense, and nothing else.
contract ConfinedTargetsTest is SessionTest {
    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return signP256(OWNER_KEY, digest);
    }

    function test_aConfinedAccount_grantsTheGameOnly() public {
        Grant memory grant = grantOf(permitLedger("pay(address,uint256)"));
        _refuses(grant, abi.encodeWithSelector(ISessionValidator.PermissionTargetForbidden.selector, address(ledger)));
        grant = grantOf(permit("play(uint256)"));
        handle(first(grant, callPlay(1), hint(0)));
        assertEq(target.played(), 1, "the game");
    }

    function test_aConfinedAccount_paysForNothing() public {
        Grant memory grant = unpaid(grantOf(permit("play(uint256)")));
        _refuses(grant, abi.encodeWithSelector(ISessionValidator.GrantConfined.selector, address(account)));
    }

    function test_aConfinedAccount_letsNoCoinGo() public {
        Permission memory permission = permit("play(uint256)");
        permission.maxValue = 1;
        permission.period = "session";
        permission.limits = limit("value", 1);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.GrantConfined.selector, address(account));
        _refuses(grantOf(permission), reason);
    }

    function _refuses(Grant memory grant, bytes memory reason) private {
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        vm.expectRevert(reason);
        validator.enable(grant.account, key, grant.paymaster, grant.nonceKey, data);
    }
}
