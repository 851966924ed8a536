// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    ERC7913WebAuthnVerifier
} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IEntryPointStake} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Script, console} from "forge-std/Script.sol";

import {Bazaar} from "../src/game/Bazaar.sol";
import {Hourglass} from "../src/game/Hourglass.sol";
import {PlayerAccountFactory} from "../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../src/paymaster/SessionPaymaster.sol";
import {GrantReader} from "../src/session/GrantReader.sol";
import {P256Sha256Verifier} from "../src/session/P256Sha256Verifier.sol";
import {SessionValidator} from "../src/session/SessionValidator.sol";

/// @title Deploy
/// @notice Deploys every contract with CREATE2, so that the same sources and roles give the same addresses on every
/// chain, and writes the addresses to a file. Running it again deploys only what is missing.
/// @dev Environment: DEPLOYER_KEY (private key, also owner of factory and paymaster unless ROLES_OWNER is set),
/// SPONSOR_SIGNER (address), DEPLOYMENT_FILE (path to write), ISLAND_SEED (uint, optional), and the stakes and deposit
/// in wei: FACTORY_STAKE, PAYMASTER_STAKE, PAYMASTER_DEPOSIT (optional; 0 skips). The EntryPoint must be there.
contract Deploy is Script {
    bytes32 private constant SALT = bytes32(0);
    uint32 private constant UNSTAKE_DELAY_SECONDS = 1 days;

    /// @dev What owners read in the domain of everything that they sign.
    string private constant NAME = "Hourglass";
    /// @dev A session lasts an hour at most.
    uint48 private constant MAX_DURATION_SECONDS = 1 hours;
    /// @dev How long a change of owner waits, and how long nothing leaves an account that a device key has handed over.
    uint48 private constant OWNER_DELAY_SECONDS = 1 days;

    error EntryPointMissing(address wanted);
    error SeedTooLarge(uint256 seen, uint256 max);

    function run() external {
        address entryPoint = address(ERC4337Utils.ENTRYPOINT_V08);
        require(entryPoint.code.length != 0, EntryPointMissing(entryPoint));
        uint256 key = vm.envUint("DEPLOYER_KEY");
        address rolesOwner = vm.envOr("ROLES_OWNER", vm.addr(key));
        address sponsor = vm.envAddress("SPONSOR_SIGNER");
        uint256 seed = vm.envOr("ISLAND_SEED", uint256(1));
        require(seed <= type(uint32).max, SeedTooLarge(seed, type(uint32).max));

        vm.startBroadcast(key);
        address game = _create(abi.encodePacked(type(Hourglass).creationCode, abi.encode(uint32(seed))));
        address bazaar = _create(
            abi.encodePacked(type(Bazaar).creationCode, abi.encode(Hourglass(game).ITEMS(), Hourglass(game).SAND()))
        );
        address verifier = _create(type(P256Sha256Verifier).creationCode);
        address webAuthn = _create(type(ERC7913WebAuthnVerifier).creationCode);
        address validator = _createValidator(verifier);
        address factory = _createFactory(validator, verifier, game, rolesOwner);
        address paymaster = _create(
            abi.encodePacked(
                type(SessionPaymaster).creationCode, abi.encode(NAME, rolesOwner, sponsor, rolesOwner, validator)
            )
        );
        _fund(entryPoint, factory, paymaster);
        vm.stopBroadcast();

        string memory file = "deployment";
        vm.serializeUint(file, "chainId", block.chainid);
        vm.serializeUint(file, "startBlock", block.number);
        vm.serializeString(file, "seed", vm.toString(seed));
        vm.serializeString(file, "name", NAME);
        vm.serializeAddress(file, "entryPoint", entryPoint);
        vm.serializeAddress(file, "p256Verifier", verifier);
        vm.serializeAddress(file, "webAuthnVerifier", webAuthn);
        vm.serializeAddress(file, "sessionValidator", validator);
        vm.serializeAddress(file, "playerAccountFactory", factory);
        vm.serializeAddress(
            file, "playerAccountImplementation", address(PlayerAccountFactory(factory).IMPLEMENTATION())
        );
        vm.serializeAddress(file, "sessionPaymaster", paymaster);
        vm.serializeAddress(file, "sand", address(Hourglass(game).SAND()));
        vm.serializeAddress(file, "items", address(Hourglass(game).ITEMS()));
        vm.serializeAddress(file, "bazaar", bazaar);
        vm.writeJson(vm.serializeAddress(file, "hourglass", game), vm.envString("DEPLOYMENT_FILE"));
    }

    function _createValidator(address verifier) private returns (address) {
        address reader = _create(type(GrantReader).creationCode);
        bytes memory arguments = abi.encode(NAME, MAX_DURATION_SECONDS, reader, verifier);
        return _create(abi.encodePacked(type(SessionValidator).creationCode, arguments));
    }

    /// @dev Guests, whose owner is a key of this verifier, may call the game and nothing else.
    function _createFactory(address validator, address verifier, address game, address rolesOwner)
        private
        returns (address)
    {
        address[] memory playTargets = new address[](1);
        playTargets[0] = game;
        bytes memory arguments = abi.encode(validator, verifier, OWNER_DELAY_SECONDS, playTargets, rolesOwner);
        return _create(abi.encodePacked(type(PlayerAccountFactory).creationCode, arguments));
    }

    /// @dev Through the deterministic deployment proxy; does nothing when the contract is there.
    function _create(bytes memory initCode) private returns (address created) {
        created = vm.computeCreate2Address(SALT, keccak256(initCode));
        if (created.code.length != 0) return created;
        (bool success,) = CREATE2_FACTORY.call(abi.encodePacked(SALT, initCode));
        require(success && created.code.length != 0, "CREATE2 failed");
        console.log("deployed", created);
    }

    function _fund(address entryPoint, address factory, address paymaster) private {
        uint256 stake = vm.envOr("FACTORY_STAKE", uint256(0));
        if (stake != 0) PlayerAccountFactory(factory).addStake{value: stake}(UNSTAKE_DELAY_SECONDS);
        stake = vm.envOr("PAYMASTER_STAKE", uint256(0));
        if (stake != 0) SessionPaymaster(payable(paymaster)).addStake{value: stake}(UNSTAKE_DELAY_SECONDS);
        uint256 deposit = vm.envOr("PAYMASTER_DEPOSIT", uint256(0));
        uint256 has = IEntryPointStake(entryPoint).balanceOf(paymaster);
        if (deposit > has) SessionPaymaster(payable(paymaster)).deposit{value: deposit - has}();
    }
}
